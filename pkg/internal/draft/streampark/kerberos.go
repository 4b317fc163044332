package streampark

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
)

// kerberos takes the login with a keytab, which the configuration names and the pod mounts. One that stands elsewhere stays where it is.
func (p *park) kerberos() {
	const (
		folder  = "/etc/security/keytabs"
		krb5    = "/etc/krb5.conf"
		options = "security.kerberos.login."
	)
	key, inFolder := strings.CutPrefix(p.settings[options+"keytab"], folder+"/")
	if p.settings[options+"enable"] != "true" || !inFolder || p.settings[options+"krb5"] != krb5 || p.settings[options+"principal"] == "" ||
		p.settings[options+"debug"] == "true" {
		return
	}
	secret := p.volumeAt(folder, "")
	items, _ := reader.At(secret, "secret", "items").([]any)
	renamed := slices.ContainsFunc(items, func(item any) bool { return reader.At(item, "path") == key && reader.At(item, "key") != key })
	if reader.Text(reader.At(secret, "secret", "secretName")) == "" || renamed {
		return
	}
	settings := map[string]any{"principal": p.settings[options+"principal"], "keytabSecretName": reader.At(secret, "secret", "secretName")}
	if key != "flink.keytab" {
		settings["keytabKey"] = key
	}
	if configMap := reader.At(p.volumeAt(krb5, "krb5.conf"), "configMap", "name"); configMap != nil {
		settings["krb5ConfigMapName"] = configMap
	}
	p.made.Spec["kerberos"], p.made.Settings["kerberos"] = map[string]any{}, settings
	for _, option := range []string{"enable", "debug", "principal", "keytab", "krb5"} {
		delete(p.settings, options+option)
	}
	p.withoutMounts(func(_, path string) bool {
		return path == folder || path == krb5 && settings["krb5ConfigMapName"] != nil
	})
}

// volumeAt is the volume of which something is mounted at a path; nil for none.
func (p *park) volumeAt(path, subPath string) any {
	mounts, _ := p.main.Get("volumeMounts").([]any)
	volumes, _ := p.pod.Get("volumes").([]any)
	for _, mount := range mounts {
		if strings.TrimSuffix(reader.Text(reader.At(mount, "mountPath")), "/") != path || reader.Text(reader.At(mount, "subPath")) != subPath {
			continue
		}
		for _, volume := range volumes {
			if reader.At(volume, "name") == reader.At(mount, "name") {
				return volume
			}
		}
	}
	return nil
}
