"""The parts of `agent.instruction`: from the words of a command to intents, in English and Chinese."""
