package bundle

import "slices"

// Collections are what a reader of a language can keep.
type Collections struct {
	Format   string       `json:"format"`
	Version  int          `json:"version"`
	Language string       `json:"language"`
	Core     Numbers      `json:"core"`     // lists every collection needs
	Pictures [][]int      `json:"pictures"` // an article, then the images it shows
	All      []Collection `json:"collections"`
}

// A Collection is some articles with the lists that lead to them.
type Collection struct {
	Kind       string  `json:"kind"` // "all", "latest", "topic", "year"
	Slug       string  `json:"slug"`
	Name       string  `json:"name"`
	Path       string  `json:"path,omitempty"` // of its page
	Articles   int     `json:"articles"`
	Bytes      int     `json:"bytes"`
	Images     int     `json:"images"`
	ImageBytes int     `json:"imageBytes"`
	Members    Numbers `json:"members,omitempty"`
	Lists      Numbers `json:"lists,omitempty"`
}

// Numbers are numbers of entries, ascending. As JSON each but the first is its
// distance from the one before.
type Numbers []int

// MarshalJSON writes distances.
func (n Numbers) MarshalJSON() ([]byte, error) {
	gaps := make([]int, len(n))
	before := 0
	for i, number := range n {
		gaps[i], before = number-before, number
	}
	return plainJSON(gaps)
}

// Cost is what it takes to fetch and keep the entries with these numbers,
// ascending, in bytes: by the rule of the package comment.
func Cost(packs []Pack, numbers []int) int {
	total, first := 0, 0 // number of the first entry of the pack
	for _, p := range packs {
		blocks, needed, entry := 0, 0, first
		for _, b := range p.blocks {
			at, _ := slices.BinarySearch(numbers, entry)
			if at < len(numbers) && numbers[at] < entry+b.Entries {
				needed += b.Bytes
			}
			blocks += b.Bytes
			entry += b.Entries
		}
		switch {
		case needed == 0:
		case 4*needed >= 3*blocks:
			total += p.Bytes
		default:
			total += p.Head + needed
		}
		first += p.Entries
	}
	return total
}
