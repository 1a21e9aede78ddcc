package webtest

import "testing"

// TestShaderAgreesOnSections: cut surfaces are one picture in both ways of
// drawing, with the skin solid and clear.
func TestShaderAgreesOnSections(t *testing.T) {
	const cam = "&section=transverse:0.95&cam=0,60,1,0,0.95,0"
	agree(t, serve(t).URL, "body", []view{
		{"section", "skin=solid" + cam, 3, 0.01},
		{"section, clear skin", "skin=xray&select=muscle:gluteus-medius&side=right&levels=none" + cam, 4, 0.015},
	})
}
