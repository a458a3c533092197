"""Foreign files, opened by a process of their own: what they do to whoever reads them, they do not do to the program.

The libraries that read workbooks and PDF believe what a file says of its size: a few bytes can ask for all the memory
there is, and where a library gives up it takes its process along. So they run where that harms nobody, with bounds of
the system on memory and time, in a process that stays for the next file and is started anew when one has ended it.

asking   the process, started, asked, and given up
program  what runs in it
grids    task: the grids of an Excel workbook
paper    task: what a PDF says of itself
"""

from generator.desk.apart.asking import BOUNDS, Bounds, ExhaustedError, FaultError, ask

__all__ = ["BOUNDS", "Bounds", "ExhaustedError", "FaultError", "ask"]
