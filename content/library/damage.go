package library

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
)

const (
	// mostPixels is the size of an image that readers can be asked to show: it
	// takes 1.6 GB of their memory.
	mostPixels = 400 << 20
	// leastShare is the number of pixels above which a byte of file may not
	// stand for so many: photos have some 10, drawings in PNG up to 500.
	leastShare = 1000
	// checkBytes is the size of an image file that is looked through.
	checkBytes = 64 << 20
)

// impossible says why an image of this size is none to show, from what its
// header claims; "" when it is one.
func (p picture) impossible(bytes int64) string {
	pixels := int64(p.width) * int64(p.height)
	switch {
	case pixels > mostPixels:
		return fmt.Sprintf("it claims to be %d × %d pixels, more than any reader can show", p.width, p.height)
	case pixels > reducePixels && pixels/leastShare > bytes:
		return fmt.Sprintf("its %d bytes claim to be %d × %d pixels, which would fill the reader's memory", bytes, p.width, p.height)
	}
	return ""
}

// damaged says what is wrong with the file of a picture; nil when all of it can be
// read. What only Go cannot read, and browsers can, is whole.
func (p picture) damaged(data []byte) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the decoder failed: %v", r)
		}
	}()
	switch p.format {
	case "gif":
		return checkGIF(data)
	case "webp":
		if size := int64(binary.LittleEndian.Uint32(data[4:8])) + 8; size > int64(len(data)) {
			return errCut
		}
	case "jpeg", "png":
	default:
		return nil
	}
	if p.width*p.height > reducePixels {
		return p.cut(data)
	}
	_, _, err = image.Decode(bytes.NewReader(data))
	var unsupported jpeg.UnsupportedError
	if err == nil || errors.As(err, &unsupported) || p.format == "webp" {
		return nil
	}
	if p.cut(data) != nil {
		return errCut
	}
	return err
}

var errCut = errors.New("a part of it is missing at the end")

// cut reports a file that ends before its image does, without decoding it.
func (p picture) cut(data []byte) error {
	switch p.format {
	case "png":
		if !bytes.Contains(data[max(0, len(data)-checkTail):], []byte("IEND")) {
			return errCut
		}
	case "jpeg":
		// The end mark of a preview comes before the start of the scan.
		if bytes.LastIndex(data, []byte{0xff, 0xd9}) < bytes.LastIndex(data, []byte{0xff, 0xda}) {
			return errCut
		}
	}
	return nil
}

// checkTail is how far from the end of a PNG its last chunk may begin.
const checkTail = 1 << 16

// checkGIF goes through the blocks of a GIF (Compuserve, "GIF89a
// Specification", 1990): there must be an image, and all of its data.
func checkGIF(data []byte) error {
	if len(data) < 13 {
		return errCut
	}
	at := 13
	if data[10]&0x80 != 0 {
		at += 3 << (data[10]&7 + 1)
	}
	images := 0
	blocks := func() bool { // skips the blocks of data at at
		for at < len(data) {
			size := int(data[at])
			at += 1 + size
			if size == 0 {
				return at <= len(data)
			}
		}
		return false
	}
	for at < len(data) {
		switch data[at] {
		case 0x21: // an extension
			if at += 2; !blocks() {
				return missing(images)
			}
		case 0x2c: // an image
			if at+10 > len(data) {
				return missing(images)
			}
			table := 0
			if flags := data[at+9]; flags&0x80 != 0 {
				table = 3 << (flags&7 + 1)
			}
			if at += 11 + table; !blocks() { // one byte more: the size of codes
				return errCut
			}
			images++
		case 0x3b: // the end
			return missing(images)
		default: // browsers show what came before
			return missing(images)
		}
	}
	return missing(images)
}

// missing reports a GIF without an image.
func missing(images int) error {
	if images == 0 {
		return errors.New("there is no image in it")
	}
	return nil
}
