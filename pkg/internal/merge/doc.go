// Package merge lays typed specs over each other, the lowest precedence first:
// the one implementation of this table.
//
//	what                              rule
//	scalar, and a type that reads     the later one that is set: not zero, or
//	its own JSON (Quantity, Time)     not nil for a pointer
//	struct, pointer to struct         field by field
//	map                               by key, entries like fields; a nil entry
//	                                  removes the key
//	list                              replaced by a later one that is not nil;
//	                                  an empty one empties it
//	union                             a changed discriminator clears the members
//	                                  of the other ones that lower levels gave
//	feature                           the latest level that gives it decides
//	                                  whether it is on
//	type with MergeOver               as that method says
//
// A union is a struct with a field tagged `union:"discriminator"` and members
// tagged with the discriminator's value they belong to, such as `union:"S3"`.
//
// A preset is a level that gives members of a union before anybody has chosen
// one of them: see [OverPreset].
//
// A feature is a pointer to a struct with a field Enabled *bool. Present means
// on, unless Enabled is false; a later level that gives the feature without
// Enabled turns it on again, with the fields that lower levels gave. So after
// merging a feature f is on if f != nil && (f.Enabled == nil || *f.Enabled).
package merge
