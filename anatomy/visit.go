package anatomy

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// visit goes over every value inside a record, outermost first, with the path of its
// field ("supply[0].segments.core") and the tag of the field that holds it.
func visit(record any, fn func(field string, value any, tag reflect.StructTag)) {
	visitValue(reflect.Indirect(reflect.ValueOf(record)), "", "", fn)
}

func visitValue(v reflect.Value, path string, tag reflect.StructTag, fn func(string, any, reflect.StructTag)) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	fn(path, v.Interface(), tag)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			visitValue(v.Field(i), strings.TrimPrefix(path+"."+jsonName(f), "."), f.Tag, fn)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			visitValue(v.Index(i), fmt.Sprintf("%s[%d]", path, i), tag, fn)
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, k := range keys {
			visitValue(v.MapIndex(k), path+"."+k.String(), tag, fn)
		}
	}
}
