package jar_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/internal/jar"
)

func ExampleFetch() {
	fmt.Println(jar.Fetch("https://repository.example.com/udf-1.0.jar", "6b86…", "/jars"))
	fmt.Println(jar.Copy("/jars/udf-1.0.jar", "/flink-jars"))
	// Output:
	// cd /jars && curl --fail --silent --show-error --location --output 'udf-1.0.jar' 'https://repository.example.com/udf-1.0.jar' && echo '6b86…  udf-1.0.jar' | sha256sum -c -
	// cp '/jars/udf-1.0.jar' /flink-jars/
}
