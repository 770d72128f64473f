/** What is asked for, each as it was typed or given, once it is right. */
export type Values = { readonly [name in ValueName]?: string };

export type ValueName = 'bucket' | 'region' | 'created' | 'appid' | 'url' | 'environment';

/** Those without which nothing can be written. */
export const needed = ['bucket', 'region', 'appid'] as const satisfies readonly ValueName[];
