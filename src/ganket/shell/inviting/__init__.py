"""The paper slip of an office holder: where offices and papers are joined."""
