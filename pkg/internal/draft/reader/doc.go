// Package reader takes the fields of an object that an import understands, one by one and with their types, so that what
// nobody took can be reported, and is never lost without a word.
package reader
