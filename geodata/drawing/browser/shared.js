// The one place where the scripts of a window meet, those of other files and of Python's too (geodata/drawing/story_map.py):
// window.ConflictMap. What only one file needs of another is imported instead.
/** @type {Shared} */
export const shared = (window.ConflictMap = window.ConflictMap || {});
