// Package credential finds credentials in plain text: by the form of the value, such as a token of GitHub, and by its
// name, such as DB_PASSWORD. It works on text and trees of plain values only, and never repeats a value.
//
// A text is looked at once, byte by byte, for the literals of the rules (an idea of gitleaks); only the rules whose
// literals are in it run. The rules are for what people write by mistake: anyone who wants to hide a credential can.
package credential
