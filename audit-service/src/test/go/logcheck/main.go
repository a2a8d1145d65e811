// Logcheck checks a mirror of a log with libraries that other people wrote: golang.org/x/mod/sumdb
// (notes, tiles, proofs) and github.com/transparency-dev/merkle (proofs, a second time).
//
//	logcheck VKEY DIR [DIR...]
//
// Each DIR is a mirror: a checkpoint and tile/. Every entry is proved under its root, and each log
// must extend the one before it. Exit code 0 if all of that holds.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	if len(os.Args) < 3 {
		fail("usage: logcheck VKEY DIR [DIR...]")
	}
	verifier, err := note.NewVerifier(os.Args[1])
	check(err)
	var older *mirror
	for _, dir := range os.Args[2:] {
		m := open(dir, verifier)
		m.checkEntries()
		if older != nil {
			m.checkExtends(older)
		}
		fmt.Printf("%s: %d entries hold\n", dir, m.tree.N)
		older = m
	}
}

// A mirror is a folder with a checkpoint that the log has signed.
type mirror struct {
	dir    string
	tree   tlog.Tree
	reader tlog.HashReader
}

func open(dir string, verifier note.Verifier) *mirror {
	text, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	check(err)
	signed, err := note.Open(text, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		fail("%s: not a checkpoint of %s", dir, verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	check(err)
	m := &mirror{dir: dir, tree: tlog.Tree{N: size}}
	copy(m.tree.Hash[:], root)
	// Authenticates every tile against the root before a hash of it is used.
	m.reader = tlog.TileHashReader(m.tree, m)
	return m
}

func (m *mirror) Height() int { return height }

func (m *mirror) SaveTiles([]tlog.Tile, [][]byte) {}

func (m *mirror) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := m.read(tile)
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// c2sp.org/tlog-tiles leaves the height out of the path, and calls data tiles entries.
func (m *mirror) read(tile tlog.Tile) ([]byte, error) {
	path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	path = strings.Replace(path, "tile/data/", "tile/entries/", 1)
	return os.ReadFile(filepath.Join(m.dir, filepath.FromSlash(path)))
}

func (m *mirror) checkEntries() {
	hasher := rfc6962.DefaultHasher
	for start := int64(0); start < m.tree.N; start += 1 << height {
		width := min(m.tree.N-start, 1<<height)
		bundle, err := m.read(tlog.Tile{H: height, L: -1, N: start >> height, W: int(width)})
		check(err)
		for index := start; index < start+width; index++ {
			entry, rest := next(bundle)
			bundle = rest
			path, err := tlog.ProveRecord(m.tree.N, index, m.reader)
			check(err)
			check(tlog.CheckRecord(path, m.tree.N, m.tree.Hash, index, tlog.RecordHash(entry)))
			check(proof.VerifyInclusion(hasher, uint64(index), uint64(m.tree.N),
				hasher.HashLeaf(entry), raw(path), m.tree.Hash[:]))
		}
		if len(bundle) != 0 {
			fail("%s: a bundle is longer than its entries", m.dir)
		}
	}
}

func (m *mirror) checkExtends(older *mirror) {
	path, err := tlog.ProveTree(m.tree.N, older.tree.N, m.reader)
	check(err)
	check(tlog.CheckTree(path, m.tree.N, m.tree.Hash, older.tree.N, older.tree.Hash))
	check(proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(older.tree.N), uint64(m.tree.N),
		raw(path), older.tree.Hash[:], m.tree.Hash[:]))
}

func next(bundle []byte) (entry, rest []byte) {
	if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
		fail("a bundle ends early")
	}
	end := 2 + int(binary.BigEndian.Uint16(bundle))
	return bytes.Clone(bundle[2:end]), bundle[end:]
}

func raw(hashes []tlog.Hash) [][]byte {
	var all [][]byte
	for _, hash := range hashes {
		all = append(all, bytes.Clone(hash[:]))
	}
	return all
}

func check(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}
