package dev.redline.postgres;

/** What it takes to change a server: its process and its files. */
public record ServerControl(ServerProcess process, ServerFiles files) {}
