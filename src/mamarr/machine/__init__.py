"""What every kernel needs: clocks in arrays and a heap. It interprets what a net gives and holds no rule."""
