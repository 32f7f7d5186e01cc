/** A call that the model makes. @param {string} name @param {object} input */
export const call = (name, input) => ({ name, input });
