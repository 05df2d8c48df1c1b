package library

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // the formats that are read
	_ "image/jpeg"
	_ "image/png"

	_ "golang.org/x/image/webp"
)

// headBytes is how much of an image is looked at for its size. A JPEG may have
// a preview and colour profiles before it.
const headBytes = 1 << 20

// A picture is what the head of an image file tells.
type picture struct {
	format        string // "jpeg", "png", "gif", "webp", "svg"
	width, height int    // as shown: turned as the camera says
	turn          int    // EXIF orientation, 1 to 8
	opaque        bool   // surely without transparency
}

func imageExt(ext string) bool {
	switch ext {
	case ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp", ".svg", ".avif", ".bmp":
		return true
	}
	return false
}

// ext is the extension that goes with the bytes, whatever the file was called.
func (p picture) ext() string {
	if p.format == "jpeg" {
		return ".jpg"
	}
	return "." + p.format
}

// readPicture reads the header of an image. Nothing is decoded, so an image of
// any stated size costs nothing.
func readPicture(head []byte) (picture, error) {
	if p, ok := readAVIF(head); ok {
		return p, nil
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(head))
	if err != nil {
		if errors.Is(err, image.ErrFormat) {
			return picture{}, errors.New("its format is not known")
		}
		return picture{}, fmt.Errorf("its header is damaged (%w)", err)
	}
	if config.Width <= 0 || config.Height <= 0 {
		return picture{}, errors.New("it has no size")
	}
	p := picture{format: format, width: config.Width, height: config.Height, turn: 1}
	switch format {
	case "jpeg":
		p.opaque = true
		if p.turn = orientation(head); p.turn >= 5 {
			p.width, p.height = p.height, p.width
		}
	case "webp": // a lossy file of one chunk has no place for transparency
		p.opaque = len(head) > 16 && string(head[12:16]) == "VP8 "
	}
	return p, nil
}

// readAVIF finds the size of an AVIF: the first ispe property of its item
// properties (ISO/IEC 23008-12, 6.5.3).
func readAVIF(head []byte) (picture, bool) {
	if len(head) < 16 || string(head[4:8]) != "ftyp" || !(string(head[8:12]) == "avif" || string(head[8:12]) == "avis") {
		return picture{}, false
	}
	p := picture{format: "avif", turn: 1}
	if i := bytes.Index(head, []byte("ispe\x00\x00\x00\x00")); i > 0 && len(head) >= i+16 {
		w, h := binary.BigEndian.Uint32(head[i+8:]), binary.BigEndian.Uint32(head[i+12:])
		if w > 0 && h > 0 && w < 1<<20 && h < 1<<20 {
			p.width, p.height = int(w), int(h)
		}
	}
	return p, true
}

// orientation reads the EXIF orientation of a JPEG: tag 0x0112 of the first
// directory in its APP1 segment (CIPA DC-008, 4.6.4). It is 1, as shown, when
// there is none.
func orientation(data []byte) int {
	if len(data) < 4 || data[0] != 0xff || data[1] != 0xd8 {
		return 1
	}
	for i := 2; i+4 <= len(data) && data[i] == 0xff; {
		marker := data[i+1]
		if marker == 0xff {
			i++
			continue
		}
		if marker == 0xda || marker == 0xd9 {
			break // the image itself
		}
		length := int(binary.BigEndian.Uint16(data[i+2:]))
		if length < 2 || i+2+length > len(data) {
			break
		}
		if segment := data[i+4 : i+2+length]; marker == 0xe1 && bytes.HasPrefix(segment, []byte("Exif\x00\x00")) {
			return exifOrientation(segment[6:])
		}
		i += 2 + length
	}
	return 1
}

func exifOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	switch string(tiff[:2]) {
	case "II":
		order = binary.LittleEndian
	case "MM":
	default:
		return 1
	}
	at := int64(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > int64(len(tiff)) {
		return 1
	}
	count := int64(order.Uint16(tiff[at:]))
	for n := range count {
		e := at + 2 + 12*n
		if e+12 > int64(len(tiff)) {
			break
		}
		if order.Uint16(tiff[e:]) == 0x0112 {
			if turn := int(order.Uint16(tiff[e+8:])); turn >= 1 && turn <= 8 {
				return turn
			}
			return 1
		}
	}
	return 1
}
