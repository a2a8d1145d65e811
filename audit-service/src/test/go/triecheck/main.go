// Triecheck checks what an index claims with the trie that its format comes from, rsc.io/tmp/mpt.
//
//	triecheck FILE
//
// A line of the file is one of these, everything in hex:
//
//	root HASH                       what follows is about the trie with this root
//	leaf LABEL VALUE                a leaf of it, in the order of the labels
//	present LABEL VALUE PROOF       the label has the value
//	absent LABEL PROOF              the label has none
//
// All leaves between two roots together must give the root. Every proof must hold, and must not
// hold any more with one bit of it changed, for another label, with another value, or for the
// opposite. Exit code 0 if all of that is so, 1 if not.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strings"

	"rsc.io/tmp/mpt"
)

func main() {
	if len(os.Args) != 2 {
		fail("usage: triecheck FILE")
	}
	file, err := os.Open(os.Args[1])
	check(err)
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	var c checker
	for lines.Scan() {
		c.line(strings.Split(lines.Text(), " "))
	}
	check(lines.Err())
	c.checkLeaves()
	fmt.Printf("%d roots, %d leaves, %d proofs hold; %d changed ones do not\n",
		c.roots, c.allLeaves, c.proofs, c.refused)
}

type checker struct {
	root                              mpt.Snapshot
	leaves                            []mpt.KeyVal
	roots, allLeaves, proofs, refused int
}

func (c *checker) line(words []string) {
	switch {
	case words[0] == "root" && len(words) == 2:
		c.checkLeaves()
		c.root = mpt.Snapshot{Hash: mpt.Hash(hash(words[1]))}
		c.roots++
	case words[0] == "leaf" && len(words) == 3:
		c.leaves = append(c.leaves, mpt.KeyVal{Key: mpt.Key(hash(words[1])), Val: mpt.Val(hash(words[2]))})
	case words[0] == "present" && len(words) == 4:
		c.proof(mpt.Key(hash(words[1])), mpt.Val(hash(words[2])), true, bytes(words[3]))
	case words[0] == "absent" && len(words) == 3:
		c.proof(mpt.Key(hash(words[1])), mpt.Val{}, false, bytes(words[2]))
	default:
		fail("not a line of this program: %s", words[0])
	}
}

func (c *checker) checkLeaves() {
	if len(c.leaves) > 0 {
		if mpt.TreeHash(slices.Values(c.leaves)) != c.root.Hash {
			fail("%d leaves do not give the root %v", len(c.leaves), c.root.Hash)
		}
		c.allLeaves += len(c.leaves)
		c.leaves = nil
	}
}

func (c *checker) proof(label mpt.Key, value mpt.Val, present bool, proof []byte) {
	check(mpt.Verify(c.root, label, value, present, proof))
	c.proofs++
	for i := range proof {
		changed := slices.Clone(proof)
		changed[i] ^= 1 << (i % 8)
		c.refuse(label, value, present, changed)
	}
	if len(proof) > 0 {
		c.refuse(label, value, present, proof[:len(proof)-1])
	}
	c.refuse(label, value, present, append(slices.Clone(proof), 0))
	// The highest bit is where a trie of more than one label branches.
	other := label
	other[0] ^= 0x80
	if present || len(proof) > 64 {
		c.refuse(other, value, present, proof)
	}
	c.refuse(label, mpt.Val{1}, present, proof)
	c.refuse(label, mpt.Val{}, !present, proof)
}

func (c *checker) refuse(label mpt.Key, value mpt.Val, present bool, proof []byte) {
	if mpt.Verify(c.root, label, value, present, proof) == nil {
		fail("a changed proof of %v holds", label)
	}
	c.refused++
}

func hash(text string) [32]byte {
	data := bytes(text)
	if len(data) != 32 {
		fail("not 32 bytes: %s", text)
	}
	return [32]byte(data)
}

func bytes(text string) []byte {
	data, err := hex.DecodeString(text)
	check(err)
	return data
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
