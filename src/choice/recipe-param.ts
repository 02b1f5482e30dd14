/** The parameter of a page's hash that holds a whole recipe. */
export const recipeParam = 'recipe';
