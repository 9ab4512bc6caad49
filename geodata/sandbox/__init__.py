"""A confined process in which files of strangers are read by libraries written in C.

:class:`geodata.sandbox.room.Room` starts one for one file: it runs a named reader on a folder with that file, hands
over what the reader finds piece by piece, and ends with it. Whatever a file does to the reader (make it crash, fill
the memory, run for ever, look for other files or addresses) ends in one of the faults of ``geodata.sandbox.faults``.

What confines the process, each layer by itself (``geodata/sandbox/lock.py``):

==================================  ====================================================  =======================
layer                               what it stops                                         where
==================================  ====================================================  =======================
an environment of its own           passwords and addresses of the server being seen;     everywhere
                                    all drivers of GDAL but one; all its requests
limits of the process               more memory, processor time, open files than agreed   Linux, macOS
Landlock                            opening any file but those of the folder and the      Linux 5.13 and later
                                    tables of GDAL; writing any; TCP (from Linux 6.7)
seccomp                             sockets of every kind, other programs, other          Linux, x86-64 and ARM
                                    processes, changes to files
==================================  ====================================================  =======================

Landlock and seccomp need no rights and no installation. Where the system has neither (macOS, Windows, an older Linux, a
container that forbids the calls), the first two layers and the checks of the file remain, and the log says so.
"""
