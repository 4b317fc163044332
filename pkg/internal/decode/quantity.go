package decode

import (
	"reflect"

	"k8s.io/apimachinery/pkg/api/resource"
)

// quantityType is that of fields whose text is looked at before it is read: some would take hours.
var quantityType = reflect.TypeFor[resource.Quantity]()
