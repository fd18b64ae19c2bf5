"""Words read against the form that is on the screen: "Book a suite for 3 nights with a view of the lake".

Who states a goal names no fields. What the form asks for is on the screen: each piece of the words is fitted
to a field, a choice, an entry of a list or a button there, until the whole is explained, or nothing is done.
"""
