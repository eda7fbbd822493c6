/** Loaded into the command by tools/run.mjs: when the launcher dies without a word, the command is asked to stop. */
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
