package resolve

func SetDefault[T ~string](field *T, value T) {
	if *field == "" {
		*field = value
	}
}

func SetDefaultPointer[T any](field **T, value T) {
	if *field == nil {
		own := value // which takes memory only here
		*field = &own
	}
}

func SetDefaultStruct[T any](field **T) {
	if *field == nil {
		*field = new(T)
	}
}
