/** The words of the page, in the language that it speaks. All else takes them from here. */
export * from './en';
