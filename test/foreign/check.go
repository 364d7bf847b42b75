// Checks a checkpoint, an inclusion proof and a consistency proof of the log with golang.org/x/mod/sumdb, which shares no
// code with it:
//
//	go run . DIRECTORY
//
// The directory has vkey.txt, checkpoint.txt (a signed note), inclusion.json and consistency.json. Prints a line for each
// check; exits 1 at the first that fails.
package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type inclusion struct {
	Leaf  string   `json:"leaf"`
	Index int64    `json:"index"`
	Size  int64    `json:"size"`
	Path  []string `json:"path"`
}

type consistency struct {
	From     int64    `json:"from"`
	FromHead string   `json:"fromHead"`
	Size     int64    `json:"size"`
	Path     []string `json:"path"`
}

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: go run . DIRECTORY"))
	}
	size, head := checkpoint(read("checkpoint.txt"), strings.TrimSpace(string(read("vkey.txt"))))

	var in inclusion
	must(json.Unmarshal(read("inclusion.json"), &in))
	if in.Size != size {
		fail(fmt.Errorf("the inclusion proof is for %d leaves, the checkpoint has %d", in.Size, size))
	}
	must(tlog.CheckRecord(tlog.RecordProof(hashes(in.Path)), in.Size, head, in.Index, tlog.RecordHash([]byte(in.Leaf))))
	fmt.Printf("leaf %d is in the tree of %d\n", in.Index, in.Size)

	var con consistency
	must(json.Unmarshal(read("consistency.json"), &con))
	if con.Size != size {
		fail(fmt.Errorf("the consistency proof is for %d leaves, the checkpoint has %d", con.Size, size))
	}
	must(tlog.CheckTree(tlog.TreeProof(hashes(con.Path)), con.Size, head, con.From, hash(con.FromHead)))
	fmt.Printf("the tree of %d begins the tree of %d\n", con.From, con.Size)
}

// checkpoint opens the note with the key and reads its three lines.
func checkpoint(text []byte, vkey string) (int64, tlog.Hash) {
	verifier, err := note.NewVerifier(vkey)
	must(err)
	opened, err := note.Open(text, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		fail(fmt.Errorf("this is no checkpoint of %s: %q", verifier.Name(), opened.Text))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	bytes, err := base64.StdEncoding.DecodeString(lines[2])
	must(err)
	var head tlog.Hash
	if copy(head[:], bytes) != tlog.HashSize || len(bytes) != tlog.HashSize {
		fail(fmt.Errorf("a head of %d bytes", len(bytes)))
	}
	fmt.Printf("the checkpoint of %d is signed by %s\n", size, opened.Sigs[0].Name)
	return size, head
}

func hashes(texts []string) []tlog.Hash {
	all := make([]tlog.Hash, len(texts))
	for i, text := range texts {
		all[i] = hash(text)
	}
	return all
}

func hash(text string) tlog.Hash {
	bytes, err := hex.DecodeString(text)
	must(err)
	if len(bytes) != tlog.HashSize {
		fail(fmt.Errorf("a hash of %d bytes", len(bytes)))
	}
	return tlog.Hash(bytes)
}

func read(name string) []byte {
	text, err := os.ReadFile(filepath.Join(os.Args[1], name))
	must(err)
	return text
}

func must(err error) {
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
