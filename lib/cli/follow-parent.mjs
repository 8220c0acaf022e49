// Loaded into the page server with `--import`: when the starter is gone, killed even, so is its port.
process.once('disconnect', () => process.exit(0));
