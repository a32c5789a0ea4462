"""The desktops that people use, each a private one of the tests' own, as a program on it finds it.

None has a screen, and none needs one. Each has `environ`, what a program that runs there has in its environment besides
HOME and PATH; `bus`, its session bus; `key` and `move`, what hands do; `kill` and `close`.
"""
