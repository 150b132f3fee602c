"""Who proposes the next plan: today the rules planner."""
