"""The parts of `agent.ground`: from a phrase and an observation to ranked things."""
