"""The loop and the words it speaks. No Qt, no torch, no pyautogui below this package."""
