module bodymap

go 1.26.0

require (
	github.com/andybalholm/brotli v1.2.8 // compresses what is served
	github.com/chromedp/chromedp v0.23.0 // drives Chromium in the page's tests
	github.com/evanw/esbuild v0.28.2 // bundles the page's TypeScript with Go alone
	github.com/hajimehoshi/ebiten/v2 v2.10.4 // draws in the browser and on the desktop
	github.com/qmuntal/gltf v0.29.0 // decodes glTF documents
	golang.org/x/image v0.47.0 // draws marks and text in pictures
)

require (
	github.com/chromedp/cdproto v0.159.0 // indirect
	github.com/ebitengine/gomobile v0.0.0-20260820040257-d11f821a26a6 // indirect
	github.com/ebitengine/hideconsole v1.0.0 // indirect
	github.com/ebitengine/purego v0.11.0 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)
