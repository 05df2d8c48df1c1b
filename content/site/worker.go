package site

// The service worker has no hash in its name: browsers look for a new one where
// the old one was.
const (
	workerName = "sw.js"
	killName   = "kill.js"
)

// workerParts are the files of js/sw that make the service worker, in the order
// in which they are joined: what a part does at once needs the parts before it.
func workerParts() []string {
	return []string{
		"worker", "database", "bytes", "files", "releases", "tidy", "clients", "badge", "packs", "pages",
		"navigation", "assets", "collections", "downloads", "articles", "shared", "messages", "events",
	}
}
