// Package registration holds the program that registers Flink homes and Flink session clusters in a running StreamPark,
// 2.1.2 to 2.1.6, and the types of the state that it is given.
//
// [Script] is a Python script on the standard library alone, of Python 3.9 and later. A Kubernetes Job runs it with the
// path of a file that holds [State.JSON]. It reads STREAMPARK_URL (with a port, such as http://console:10000) and
// STREAMPARK_PASSWORD from the environment, and, when set, STREAMPARK_USERNAME (admin), and in seconds: WAIT_SECONDS
// (600), how long StreamPark may take to become ready, WAIT_INTERVAL (5), the time between two tries, and REQUEST_SECONDS
// (60), how long one answer may take. It writes nothing to disk.
//
// It creates what is absent, changes a cluster's address and description and the path of a Flink home that nothing uses,
// and deletes nothing. What StreamPark's REST API cannot change it reports, with what to do by hand; it then ends with
// status 1, after it has registered the rest: StreamPark changes no Flink home that a cluster or a job uses, and gives a
// remote cluster no other Flink home.
package registration
