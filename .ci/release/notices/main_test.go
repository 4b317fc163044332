package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const mit = `MIT License

Copyright (c) 2026 A

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`

const gpl = `This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public License as published by
the Free Software Foundation, either version 3 of the License, or (at your option) any later version.

This program is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY; without even the implied warranty of
MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE. See the GNU General Public License for more details.
`

func TestAModuleWhoseLicenseDoesNotAllowItIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		want  string // of the error; empty for none
	}{
		"a license that allows it":         {map[string]string{"LICENSE": mit}, ""},
		"and one of a part":                {map[string]string{"LICENSE": mit, "forked/LICENSE": mit}, ""},
		"none":                             {nil, "has no license"},
		"one that is not known":            {map[string]string{"LICENSE": "All rights reserved.\n"}, "LICENSE holds no license that is known"},
		"one that asks for more":           {map[string]string{"COPYING": gpl}, "must be one of Apache-2.0"},
		"one of a part that asks for more": {map[string]string{"LICENSE": mit, "forked/LICENSE.txt": gpl}, "must be one of Apache-2.0"},
	} {
		m := &module{name: "example.com/a v1.0.0", dir: t.TempDir(), files: map[string]bool{}}
		for file, text := range test.files {
			path := filepath.Join(m.dir, filepath.FromSlash(file))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := m.look(filepath.Dir(path)); err != nil {
				t.Fatal(err)
			}
		}
		if len(m.files) != len(test.files) {
			t.Errorf("%s: found %v", name, m.files)
		}
		err := write(io.Discard, []*module{m})
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
}
