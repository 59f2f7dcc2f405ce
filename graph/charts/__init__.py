"""Charts as SVG or PNG: figures over years, things over an indicator, industries by zones."""
