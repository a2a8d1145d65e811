// Logcheck checks a mirror of a log with libraries that other people wrote: golang.org/x/mod/sumdb
// (notes, tiles, proofs), github.com/transparency-dev/merkle (proofs, a second time) and
// github.com/transparency-dev/formats (checkpoints, cosignatures).
//
//	logcheck [-witness VKEY]... VKEY DIR [DIR...]
//
// Each DIR is a mirror: a checkpoint and tile/. Every entry is proved under its root, and each log
// must extend the one before it. Each witness must have cosigned each checkpoint. Exit code 0 if
// all of that holds, 1 if not.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/transparency-dev/formats/log"
	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	args := os.Args[1:]
	var witnesses []note.Verifier
	for len(args) > 1 && args[0] == "-witness" {
		witnesses = append(witnesses, cosigner(args[1]))
		args = args[2:]
	}
	if len(args) < 2 {
		fail("usage: logcheck [-witness VKEY]... VKEY DIR [DIR...]")
	}
	verifier, err := note.NewVerifier(args[0])
	check(err)
	var older *mirror
	for _, dir := range args[1:] {
		m := open(dir, verifier, witnesses)
		m.checkEntries()
		if older != nil {
			m.checkExtends(older)
		}
		fmt.Printf("%s: %d entries hold, cosigned by %d\n", dir, m.tree.N, len(witnesses))
		older = m
	}
}

// Cosigner makes a verifier of a witness's key. The library wants the type of an ordinary key in
// front of the same 32 bytes, and works the key id out by itself.
func cosigner(vkey string) note.Verifier {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		fail("%s: not a vkey", vkey)
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	check(err)
	if len(key) != 33 || key[0] != 4 {
		fail("%s: not the key of a cosigner", vkey)
	}
	key[0] = 1
	verifier, err := fnote.NewVerifierForCosignatureV1(
		parts[0] + "+00000000+" + base64.StdEncoding.EncodeToString(key))
	check(err)
	return verifier
}

// A mirror is a folder with a checkpoint that the log has signed.
type mirror struct {
	dir    string
	tree   tlog.Tree
	reader tlog.HashReader
	files  map[string][]byte
}

func open(dir string, verifier note.Verifier, witnesses []note.Verifier) *mirror {
	text, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	check(err)
	checkpoint, rest, signed, err := log.ParseCheckpoint(text, verifier.Name(), verifier, witnesses...)
	check(err)
	if len(rest) != 0 || len(checkpoint.Hash) != tlog.HashSize {
		fail("%s: not a checkpoint without extensions", dir)
	}
	if len(signed.Sigs) != 1+len(witnesses) {
		fail("%s: signed by %d of %d", dir, len(signed.Sigs), 1+len(witnesses))
	}
	m := &mirror{dir: dir, tree: tlog.Tree{N: int64(checkpoint.Size)}, files: map[string][]byte{}}
	copy(m.tree.Hash[:], checkpoint.Hash)
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
	if known, ok := m.files[path]; ok {
		return known, nil
	}
	data, err := os.ReadFile(filepath.Join(m.dir, filepath.FromSlash(path)))
	if err == nil {
		m.files[path] = data
	}
	return data, err
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
