"""The only room that knows what Streamlit keeps to itself.

None of these names is promised by Streamlit (1.67 here): a later one may drop or rename any of them. So each tie has a
way back to what Streamlit does by itself, which its docstring names, and ``tests/ties`` says at once which name is
gone. Other rooms use what Streamlit documents and nothing else; ruff's TID251 keeps them to it.
"""
