"""How every page looks: base page, components, tokens, and the helpers views share."""
