package main

// fleet is the table: who has which sessions, how large, and where.
var fleet = []struct {
	team         string
	size         size
	environments []string
	sessions     []string
}{
	{"payments", large, everywhere, []string{"fraud", "ledger", "payouts", "settlement"}},
	{"payments", small, everywhere, []string{"disputes", "fees", "invoices"}},
	{"orders", large, everywhere, []string{"checkout", "routing", "stock"}},
	{"orders", small, everywhere, []string{"returns", "status", "vouchers"}},
	{"catalog", medium, everywhere, []string{"enrichment", "images", "prices", "search"}},
	{"marketing", medium, everywhere, []string{"attribution", "audiences", "campaigns"}},
	{"marketing", small, devOnly, []string{"experiments", "surveys"}},
	{"logistics", large, everywhere, []string{"dispatch", "tracking"}},
	{"logistics", small, everywhere, []string{"customs", "depots", "tolls", "vehicles"}},
	{"support", small, everywhere, []string{"chats", "sentiment", "tickets"}},
	{"security", medium, everywhere, []string{"alerts", "audit", "logins"}},
	{"security", large, prodOnly, []string{"forensics", "siem"}},
	{"finance", medium, everywhere, []string{"bookings", "forecast", "tax"}},
	{"finance", small, prodOnly, []string{"audits", "closing"}},
	{"platform", small, everywhere, []string{"billing", "metrics", "usage"}},
	{"platform", small, devOnly, []string{"canary", "playground"}},
	{"science", medium, everywhere, []string{"features", "scoring", "training"}},
	{"science", medium, devOnly, []string{"notebooks"}},
}

var (
	everywhere = []string{"dev", "prod"}
	devOnly    = []string{"dev"}
	prodOnly   = []string{"prod"}
)

// size is that of each TaskManager.
type size struct {
	cpu, memory string
	slots       int32
}

var (
	small  = size{"1", "4Gi", 2}
	medium = size{"2", "8Gi", 4}
	large  = size{"4", "16Gi", 8}
)
