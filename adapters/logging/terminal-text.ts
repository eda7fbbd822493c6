/** Text of others, such as a title, without what would steer a terminal. */
export const onTerminal = (text: string): string => text.replace(/\r\n/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '\ufffd');
