"""Sign-ins. A sign-in is optional: most of what is known is known of persons."""
