"""Training: checklists for the three tiers, sign-off, sessions and drills, certificates, hours against targets."""
