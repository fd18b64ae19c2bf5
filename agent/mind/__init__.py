"""The planner over a language model: what it is asked, what its answers may be, and what becomes of them."""
