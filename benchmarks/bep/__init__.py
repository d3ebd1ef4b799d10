"""The Bus Evacuation Problem: instances made from the published recipe, a checker, rivals and the race."""
