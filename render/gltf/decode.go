package gltf

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/qmuntal/gltf"
)

// The GLB container: a header of 12 bytes, then chunks of 8 bytes and content.
const (
	glbMagic  = 0x46546c67 // "glTF"
	chunkJSON = 0x4e4f534a
	chunkBIN  = 0x004e4942
)

// decode splits the container and decodes the document. Neither is left to the
// library: its stream decoder takes a short read for the end of the file, and
// its types decode themselves too slowly for the page (see scanner).
func decode(data []byte) (doc *gltf.Document, bin []byte, err error) {
	text := data
	if len(data) >= 4 && binary.LittleEndian.Uint32(data) == glbMagic {
		if text, bin, err = splitGLB(data); err != nil {
			return nil, nil, err
		}
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if start := bytes.TrimLeft(text, " \t\r\n"); len(start) == 0 || start[0] != '{' {
		return nil, nil, errors.New("not a glTF file: expected a .glb (starts with \"glTF\") or a .gltf (starts with \"{\")")
	}
	if doc, err = (&scanner{data: text}).document(); err != nil {
		return nil, nil, fmt.Errorf("document: %w", err)
	}
	return doc, bin, nil
}

func splitGLB(data []byte) (text, bin []byte, err error) {
	if len(data) < 12 {
		return nil, nil, fmt.Errorf("glb header: %d bytes, expected 12", len(data))
	}
	if v := binary.LittleEndian.Uint32(data[4:]); v != 2 {
		return nil, nil, fmt.Errorf("glb header: version %d, expected 2", v)
	}
	length := int64(binary.LittleEndian.Uint32(data[8:]))
	if length > int64(len(data)) {
		return nil, nil, fmt.Errorf("glb header: length %d, but the file has %d bytes: it was cut short", length, len(data))
	}
	rest := data[12:max(length, 12)]
	for n := 0; len(rest) >= 8; n++ {
		size, kind := int64(binary.LittleEndian.Uint32(rest)), binary.LittleEndian.Uint32(rest[4:])
		if size > int64(len(rest)-8) {
			return nil, nil, fmt.Errorf("glb chunk %d: %d bytes, but only %d follow", n, size, len(rest)-8)
		}
		body := rest[8 : 8+size]
		switch {
		case n == 0 && kind != chunkJSON:
			return nil, nil, errors.New("glb chunk 0: expected the JSON chunk")
		case n == 0:
			text = body
		case kind == chunkBIN && bin == nil:
			bin = body
		}
		rest = rest[8+size:]
	}
	return text, bin, nil
}

// loadBuffers returns the bytes of every buffer, each cut to its byteLength;
// none for one that only stands for compressed views.
func loadBuffers(doc *gltf.Document, bin []byte, open func(string) ([]byte, error)) ([][]byte, error) {
	buffers := make([][]byte, len(doc.Buffers))
	for i, b := range doc.Buffers {
		if b == nil {
			return nil, fmt.Errorf("buffers[%d]: null, expected an object", i)
		}
		if b.URI == "" && (i > 0 || bin == nil) && placeholder(doc, i) {
			continue
		}
		data, err := bufferBytes(i, b, bin, open)
		if err != nil {
			return nil, fmt.Errorf("buffers[%d].uri: %w", i, err)
		}
		if b.ByteLength < 1 || b.ByteLength > len(data) {
			return nil, fmt.Errorf("buffers[%d].byteLength: %d, but the buffer has %d bytes", i, b.ByteLength, len(data))
		}
		buffers[i] = data[:b.ByteLength]
	}
	return buffers, nil
}

func bufferBytes(i int, b *gltf.Buffer, bin []byte, open func(string) ([]byte, error)) ([]byte, error) {
	switch {
	case b.URI == "" && i == 0 && bin != nil:
		return bin, nil
	case b.URI == "":
		return nil, errors.New("missing, and the file has no binary chunk for this buffer")
	case strings.HasPrefix(b.URI, "data:"):
		return dataURI(b.URI)
	}
	name, err := localPath(b.URI)
	if err != nil {
		return nil, err
	}
	if open == nil {
		return nil, fmt.Errorf("%q lies outside this file; pack the model as .glb", name)
	}
	return open(name)
}

func dataURI(uri string) ([]byte, error) {
	kind, text, ok := strings.Cut(uri, ",")
	if !ok || !strings.HasSuffix(kind, ";base64") {
		return nil, errors.New("data URI without \";base64,\"")
	}
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("data URI: %w", err)
	}
	return data, nil
}

// localPath returns the path that a relative URI names, which must stay inside
// the folder of the document on any operating system.
func localPath(uri string) (string, error) {
	u, err := url.Parse(uri)
	if err != nil {
		return "", fmt.Errorf("%q is not a URI", uri)
	}
	if u.Scheme != "" || u.Host != "" || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("%q is not a path beside the document", uri)
	}
	name := path.Clean(u.Path)
	escapes := path.IsAbs(name) || name == ".." || strings.HasPrefix(name, "../")
	if name == "." || escapes || strings.ContainsAny(name, "\\:\x00") {
		return "", fmt.Errorf("%q leaves the document's folder", uri)
	}
	return name, nil
}
