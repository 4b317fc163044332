package resolve

// WorkspaceClaim is the PersistentVolumeClaim of the console's workspace, whoever made it.
func (p *StreamPark) WorkspaceClaim() string {
	if claim := p.Spec.Workspace.ClaimName; claim != "" {
		return claim
	}
	return p.Metadata.Name
}

// TempClaim is that of spec.temp, which must be there.
func (p *StreamPark) TempClaim() string {
	if claim := p.Spec.Temp.ClaimName; claim != "" {
		return claim
	}
	return p.Metadata.Name + "-temp"
}

// BlockedService is the Service without pods to which the console's Ingress leads what nobody may see.
func (p *StreamPark) BlockedService() string { return p.Metadata.Name + "-blocked" }
