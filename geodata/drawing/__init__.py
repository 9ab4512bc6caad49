"""How what is known is drawn: one style table, the folium layers, the timeline and the legend."""
