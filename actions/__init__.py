"""Action → input events, and what the window system knows. The only home of pyautogui, pynput and Xlib."""
