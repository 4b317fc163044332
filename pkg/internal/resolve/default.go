package resolve

func SetDefault[T ~string](field *T, value T) {
	if *field == "" {
		*field = value
	}
}

func SetDefaultPointer[T any](field **T, value T) {
	if *field == nil {
		*field = &value
	}
}

func SetDefaultStruct[T any](field **T) {
	if *field == nil {
		*field = new(T)
	}
}
