package streampark

// Folders are those below Home that the image fills or StreamPark writes; a volume there would hide them.
var Folders = []string{"bin", "client", "conf", "flink", "lib", "logs", "plugins", "script", "temp"}
