package main

// ofStreamPark narrows metrics to the Services of the StreamParks of the environment, which a ServiceMonitor gives as labels.
const ofStreamPark = `namespace=~"$namespace",service=~"$service"`

const byService = `by (namespace, service) `

var streamPark = definition{
	name:  "streampark",
	title: "StreamPark",
	description: "StreamPark in environment @environment@. For an image with Micrometer's registry for Prometheus, which no official one has; " +
		"with a Java agent in its place only the panels about containers have data.",
	variables: []variable{
		{"namespace", "Namespace", `label_values(up, namespace)`, "@namespaces@"},
		{"service", "StreamPark", `label_values(up{namespace=~"$namespace"}, service)`, "@apps@"},
	},
	rows: []row{
		{title: "Overview", panels: []panel{
			{shows: links, title: "Where to look",
				description: "StreamPark and the web UIs of this environment, as the specs say. What has no Ingress is not among them: use kubectl port-forward."},
			{shows: number, title: "Up", unit: "short",
				description: "StreamParks that Prometheus reaches. 0: look at its pod and its log. It starts for minutes when it migrates its database.",
				queries:     []query{{`sum(up{` + ofStreamPark + `})`, ""}}},
			{shows: number, title: "Running since", unit: "s",
				description: "Of the one that started last. Short again and again: it restarts, see the last state of its pod.",
				queries:     []query{{`min(process_uptime_seconds{` + ofStreamPark + `})`, ""}}},
			{shows: number, title: "Errors of HTTP", unit: "percentunit", warn: 0.01, alarm: 0.05,
				description: "Share of the requests of the last 10 minutes that StreamPark answered with 5xx. Its log says why.",
				queries: []query{{`sum(rate(http_server_requests_seconds_count{` + ofStreamPark + `,status=~"5.."}[10m])) / sum(rate(http_server_requests_seconds_count{` +
					ofStreamPark + `}[10m])) or 0 * sum(up{` + ofStreamPark + `})`, ""}}},
			{shows: number, title: "Waiting for the database", unit: "short", warn: 1, alarm: 5,
				description: "Requests that wait for a connection. Any for long: the database is slow, or the pool too small.",
				queries:     []query{{`sum(hikaricp_connections_pending{` + ofStreamPark + `})`, ""}}},
			{shows: number, title: "Threads", unit: "short", warn: 500, alarm: 1000,
				description: "Threads of the JVM. Growing without end: clients of Flink are leaked, restart StreamPark.",
				queries:     []query{{`max(jvm_threads_live_threads{` + ofStreamPark + `})`, ""}}},
			{shows: number, title: "Open files", unit: "percentunit", warn: 0.6, alarm: 0.8,
				description: "Of those that are allowed. High: as with threads.",
				queries:     []query{{`max(process_files_open_files{` + ofStreamPark + `} / process_files_max_files{` + ofStreamPark + `})`, ""}}},
		}},
		{title: "Requests", panels: []panel{
			{title: "Requests", unit: "reqps",
				description: "Requests a second by status.",
				queries:     []query{{`sum by (service, status) (rate(http_server_requests_seconds_count{` + ofStreamPark + `}[$__rate_interval]))`, "{{service}} {{status}}"}}},
			{title: "Time of a request", unit: "s",
				description: "On average. Slow: compare with the database and with garbage collection. Streams of logs count, too.",
				queries: []query{{`sum ` + byService + `(rate(http_server_requests_seconds_sum{` + ofStreamPark + `}[$__rate_interval])) / sum ` + byService +
					`(rate(http_server_requests_seconds_count{` + ofStreamPark + `}[$__rate_interval]))`, "{{service}}"}}},
			{title: "Errors in the log", unit: "short",
				description: "Lines of level error. Many: read the log of the pod.",
				queries:     []query{{`sum ` + byService + `(increase(logback_events_total{` + ofStreamPark + `,level="error"}[$__rate_interval]))`, "{{service}}"}}},
		}},
		{title: "JVM and database", panels: []panel{
			{title: "Heap", unit: "percentunit", most: 1, warn: 0.85, alarm: 0.95,
				description: "Used of what is allowed. High for long: more memory for the container. Builds of projects need memory for a while.",
				queries: []query{{`sum ` + byService + `(jvm_memory_used_bytes{` + ofStreamPark + `,area="heap"}) / sum ` + byService +
					`(jvm_memory_max_bytes{` + ofStreamPark + `,area="heap"} > 0)`, "{{service}}"}}},
			{title: "Garbage collection", unit: "percentunit",
				description: "Share of the time. Above 0.1 for long: the heap is too small.",
				queries:     []query{{`sum ` + byService + `(rate(jvm_gc_pause_seconds_sum{` + ofStreamPark + `}[$__rate_interval]))`, "{{service}}"}}},
			{title: "CPU of the process", unit: "percentunit", most: 1,
				description: "Of all cores that the JVM sees.",
				queries:     []query{{`max ` + byService + `(process_cpu_usage{` + ofStreamPark + `})`, "{{service}}"}}},
			{title: "Connections to the database", unit: "short",
				description: "Of the pool. All in use, and requests that wait: a slow database, or a pool that is too small.",
				queries: []query{{`sum ` + byService + `(hikaricp_connections_active{` + ofStreamPark + `})`, "{{service}} in use"},
					{`sum ` + byService + `(hikaricp_connections_max{` + ofStreamPark + `})`, "{{service}} at most"}}},
			{title: "Connections that were not to be had", unit: "short",
				description: "Requests that gave up waiting. Any: users see errors.",
				queries:     []query{{`sum ` + byService + `(increase(hikaricp_connections_timeout_total{` + ofStreamPark + `}[$__rate_interval]))`, "{{service}}"}}},
		}},
		{title: "Containers (kube-state-metrics and cAdvisor)", panels: []panel{
			{title: "Memory against its limit", unit: "percentunit", most: 1, warn: 0.9, alarm: 0.97,
				description: "What the kernel counts, of the limit. Near 1: OOMKilled comes next.",
				queries: []query{{`max by (namespace, pod, container) (container_memory_working_set_bytes{` + ofPods + `}) / ` +
					`max by (namespace, pod, container) (kube_pod_container_resource_limits{` + ofPods + `,resource="memory"})`, "{{pod}} {{container}}"}}},
			{title: "Restarts of containers", unit: "short",
				description: "Any: kubectl describe pod says why.",
				queries:     []query{{`sum by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{` + ofPods + `}[$__rate_interval]))`, "{{pod}} {{container}}"}}},
		}},
	},
}

// ofPods are the pods of a StreamPark, whose names begin with its own, whether or not Prometheus can scrape them.
const ofPods = `namespace=~"$namespace",container!="",pod=~"$service-.*"`
