package validate

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

func (c *checker) azureFacts(azure *v1alpha1.EnvironmentAzure) {
	if azure == nil {
		return
	}
	field := path("azure")
	c.addErr(field.Child("account"), optional(azure.Account, azureAccount))
	c.addErr(field.Child("container"), optional(azure.Container, azureContainerName))
	credentials := azure.Credentials
	if credentials == nil {
		return
	}
	field = field.Child("credentials")
	if credentials.Type != "" && !oneOf(c, credentials.Type, field.Child("type"), v1alpha1.AzureCredentialsSecret,
		v1alpha1.AzureCredentialsManagedIdentity) {
		return
	}
	secret := credentials.Type == "" || credentials.Type == v1alpha1.AzureCredentialsSecret
	c.secretMembers(secret, string(credentials.Type), field, "azure-flink", secretMember{"secretName", credentials.SecretName},
		secretMember{"storageKeyKey", credentials.StorageKeyKey})
	for _, id := range []struct{ name, value string }{{"clientID", credentials.ClientID}, {"tenantID", credentials.TenantID}} {
		if secret {
			c.member(id.value != "", field.Child(id.name), "type Secret", "type ManagedIdentity")
			continue
		}
		c.addErr(field.Child(id.name), optional(id.value, uuid))
	}
}

var (
	azureAccountPattern   = lazyregexp.New(`^[a-z0-9]{3,24}$`)
	azureContainerPattern = lazyregexp.New(`^[a-z0-9](-?[a-z0-9])*$`)
	uuidPattern           = lazyregexp.New(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
)

func azureAccount(value string) error {
	if !azureAccountPattern.MatchString(value) {
		return fmt.Errorf("must be the name of a storage account: 3 to 24 lower-case letters and digits, not %s", diagnostic.Quote(value))
	}
	return nil
}

func azureContainerName(value string) error {
	if len(value) < 3 || len(value) > 63 || !azureContainerPattern.MatchString(value) {
		return fmt.Errorf("must be the name of a container: 3 to 63 lower-case letters, digits and single dashes, not %s", diagnostic.Quote(value))
	}
	return nil
}

// uuid does not repeat the value: who mixes up the fields of an identity may have written its secret.
func uuid(value string) error {
	if !uuidPattern.MatchString(value) {
		return fmt.Errorf("must be the UUID of a managed identity, such as 00000000-0000-0000-0000-000000000000")
	}
	return nil
}
